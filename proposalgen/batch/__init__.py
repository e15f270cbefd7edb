"""Many partners to packs: checked, made by workers, told in reports."""
