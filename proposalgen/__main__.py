"""``python -m proposalgen``: the same as the command ``proposalgen``."""

from proposalgen.cli import main

if __name__ == "__main__":
    main(prog_name="proposalgen")
