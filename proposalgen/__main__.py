"""``python -m proposalgen``: the same as the command ``proposalgen``."""

import sys

if __name__ == "__main__":
    # Python looks into the working directory first: a docx.py that lies there would go before
    # python-docx. In a checkout that is not installed we are found there, so it goes last.
    if not sys.flags.safe_path:
        sys.path.append(sys.path.pop(0))

    from proposalgen.cli import main

    main(prog_name="proposalgen")
