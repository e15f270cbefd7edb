# The chores are in make.py, which works without make too: python3 make.py help.
PYTHON ?= python3

.DEFAULT_GOAL := help
TARGETS := first-pack test check quick format base gallery layout architecture docs validate same wheel lowest sbom mutants prove bench prove-input fuzz lock audit clean help

.PHONY: $(TARGETS)
$(TARGETS):
	@$(PYTHON) make.py $@
