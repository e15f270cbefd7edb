"""Review the packs of an output folder by exception: one page, and ticks kept beside it."""
