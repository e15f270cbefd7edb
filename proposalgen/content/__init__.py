"""The organisation's library: loaded, checked, and judged for how fresh it is."""
