"""The marks of the house: the floor, strand numerals, signs, unit fields and the ring."""
