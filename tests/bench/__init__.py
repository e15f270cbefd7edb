"""How fast packs are made, beside what anyone would pick instead: ``python -m tests.bench``."""
