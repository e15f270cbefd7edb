"""Text from outside becomes checked values."""
