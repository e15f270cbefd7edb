"""A Dask cluster as an executor, whose workers need see no folder of this machine."""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

from proposalgen.batch.model import Job, Outcome, Settings
from proposalgen.content.workspace import WorkspaceFolders
from proposalgen.read.folder import walk_folder


class ClusterExecutor(Executor):
    """Hands jobs to the workers of a cluster; the workspace is sent to each of them once."""

    def __init__(self, client: Any) -> None:
        """Begin to use a client of a scheduler, which stays open."""
        self._client = client
        # A task whose worker is lost is tried once more; none is the same as another.
        self._executor = client.get_executor(retries=1, pure=False)
        self._sent: Any = None

    def submit(  # type: ignore[override]  # a batch has one kind of job
        self, make_one: Callable[[Settings, Job], Outcome], settings: Settings, job: Job, /
    ) -> Future[Outcome]:
        """Hand out a job; with the first one the workspace goes to all workers."""
        if self._sent is None:
            sent = replace(
                settings,
                workspace=WorkspaceFolders(Path(), Path()),  # which are nowhere but here
                bundle=bundle_workspace(settings.workspace),
            )
            self._sent = self._client.scatter(sent, broadcast=True)
        future: Future[Outcome] = self._executor.submit(make_one, self._sent, job)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """End the use of the client's workers."""
        self._executor.shutdown(wait=wait)


def bundle_workspace(folders: WorkspaceFolders) -> bytes:
    """Return the files of a workspace as a zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, folder in (("content", folders.content), ("templates", folders.templates)):
            for path in walk_folder(folder, "*"):
                if path.is_file():
                    file.write(path, f"{name}/{path.relative_to(folder).as_posix()}")
    return data.getvalue()


def unpack_workspace(bundle: bytes) -> WorkspaceFolders:
    """Return where a bundle's files are, for as long as this process lasts."""
    folder = Path(tempfile.mkdtemp(prefix="proposalgen-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(bundle)) as file:
        file.extractall(folder)
    return WorkspaceFolders(folder / "content", folder / "templates")
