"""Many partners to packs, on any executor: good rows become packs, bad rows are reported."""
