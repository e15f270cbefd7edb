"""Make the pack of one job; what a worker needs for all of its packs is loaded once."""

from __future__ import annotations

from dataclasses import replace

from proposalgen.batch.cluster import unpack_workspace
from proposalgen.batch.model import Job, Outcome, Settings
from proposalgen.caches import cached
from proposalgen.errors import InputError, Problem, ProposalError
from proposalgen.packs.build import compose_pack, count_pages
from proposalgen.packs.make import make_pack
from proposalgen.packs.pack import PlacedPack
from proposalgen.packs.store import Store, open_store
from proposalgen.packs.workspace import Workspace


@cached(
    "what a batch's packs share", size=2,
    why="a worker makes many packs of one batch; its first process checks rows and makes packs",
)  # fmt: skip
def load_shared(settings: Settings) -> tuple[Workspace, Store]:
    """Return what the packs of a batch are made of, and where they are put.

    Raises:
        InputError: the workspace is no longer what the first process loaded.
        ContentError, TemplateError, BrandError: it has mistakes.
        OutputError: where the packs are put cannot be reached.
    """
    bundle = settings.bundle
    workspace = Workspace(unpack_workspace(bundle) if bundle else settings.workspace)
    digests = list_digests(workspace, settings)
    if settings.digests and settings.digests != digests:
        message = "content, template or brand changed while the batch was running"
        raise InputError(Problem(message, hint="Run it again."))
    return workspace, open_store(settings.output)


def list_digests(workspace: Workspace, settings: Settings) -> tuple[str, ...]:
    """Return hashes that differ when any file of the library, the template or the brand does."""
    template = workspace.load_template(settings.template)
    return (workspace.library.digest, template.digest, workspace.load_brand(settings.paper).digest)


def make_one(settings: Settings, job: Job) -> Outcome:
    """Make one pack; whatever goes wrong with it is its outcome."""
    failed = Outcome(job.record, job.line, job.partner.name, "failed", themes=job.partner.themes)
    try:
        return _make(settings, job, failed)
    except ProposalError as error:
        return replace(failed, errors=error.problems)
    except OSError as error:
        message = f"cannot be read: {error.strerror or type(error).__name__}"
        hint = "Was it removed while this ran? Run the list again."
        return replace(failed, errors=(Problem(message, str(error.filename or ""), hint=hint),))
    except Exception as error:
        message = f"a fault in the program: {type(error).__name__}: {error}"
        return replace(failed, errors=(Problem(message, hint="Please report it."),))


def _make(settings: Settings, job: Job, outcome: Outcome) -> Outcome:
    """Return the outcome of a job once its pack is made, or ready to be in a dry run."""
    if job.problems:
        return replace(outcome, errors=job.problems)
    workspace, store = load_shared(settings)
    inputs = workspace.assemble(
        job.partner,
        logo=job.logo,
        template=settings.template,
        formats=settings.formats,
        paper=settings.paper,
        draft=settings.draft,
    )
    if settings.dry:
        document, warnings = compose_pack(inputs, strict=settings.strict)
        pages = count_pages(document, inputs.brand)
        return replace(outcome, status="ready", warnings=tuple(map(str, warnings)), pages=pages)
    pack = make_pack(
        inputs,
        store,
        strict=settings.strict,
        skip=not settings.force,
        thorough=job.thorough,
    )
    return _report(pack, outcome)


def _report(pack: PlacedPack, outcome: Outcome) -> Outcome:
    return replace(
        outcome,
        status="unchanged" if pack.unchanged else "made",
        folder=pack.folder,
        files=tuple(f"{pack.folder}/{file.name}" for file in pack.files),
        warnings=tuple(map(str, pack.warnings)),
        edited=tuple(map(str, pack.edited)),
    )
