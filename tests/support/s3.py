"""A server on this machine that speaks S3, and counts what it is asked."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest import mock

import pytest

_REQUEST = re.compile(r'"(?P<verb>[A-Z]+) /packs/?(?P<key>[^? ]*)(?P<query>\?\S*)? HTTP')


@dataclass(eq=False)
class Bucket(logging.Handler):
    """A bucket called ``packs``, and each request for one of its objects."""

    requests: list[tuple[str, str]] = field(default_factory=list)
    """The verb and the key of each, in order; a list of keys is a ``GET`` of no key."""

    def __post_init__(self) -> None:
        super().__init__()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a request that the server tells of in its log."""
        if found := _REQUEST.search(record.getMessage()):
            self.requests.append((found["verb"], found["key"]))

    def list_below(self, url: str) -> list[tuple[str, str]]:
        """Return each request for what is below an address, by its name there."""
        start = f"{url.removeprefix('s3://packs/')}/"
        below = ((verb, key.removeprefix(start)) for verb, key in self.requests)
        return [(verb, name) for verb, name in below if name]


@contextmanager
def serve_s3() -> Iterator[Bucket]:
    """Start a server that keeps nothing, with a bucket in it, for as long as this lasts."""
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    server = pytest.importorskip("moto.server", reason="moto is not installed")
    import fsspec

    log = logging.getLogger("werkzeug")
    bucket = Bucket()
    level = log.level
    log.setLevel(logging.INFO)
    log.addHandler(bucket)
    server = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    environment = {
        "AWS_ACCESS_KEY_ID": "ana", "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_EC2_METADATA_DISABLED": "true",
    }  # fmt: skip
    try:
        with mock.patch.dict(os.environ, environment):
            fsspec.filesystem("s3", skip_instance_cache=True).mkdir("packs")
            yield bucket
    finally:
        server.stop()
        log.removeHandler(bucket)
        log.setLevel(level)
        fsspec.get_filesystem_class("s3").clear_instance_cache()
