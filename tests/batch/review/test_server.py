"""The server gives its page, the packs' files and the ticks, to nobody but whom it told."""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from proposalgen.batch.review.page import write_page
from proposalgen.batch.review.server import ReviewServer
from proposalgen.packs.store import open_store
from tests.batch.review.browser import BROWSER, browse_to
from tests.batch.review.made import make_reviewed
from tests.support.real import brand, library

TICK = json.dumps({"id": "0123456789abcdef", "kind": "read", "on": True})


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReviewServer]:
    """Return a running server of a folder with one pack and one file that is none of a pack."""
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "1 a&b.pdf").write_bytes(b"%PDF")
    (tmp_path / "x" / "secret.pdf").write_bytes(b"secret")
    packs = [make_reviewed("Nordhavn"), make_reviewed("Gone", files=("x/gone.pdf",))]
    with ReviewServer(open_store(tmp_path), packs, lambda ticks: ["<p>", ticks]) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def ask(
    server: ReviewServer, path: str, method: str = "GET", body: str = "", **headers: str
) -> tuple[int, bytes, http.client.HTTPMessage]:
    """Return the status, the body and the headers of an answer; ``path`` is below the secret."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    whole = path if path.startswith("//") else urlsplit(server.address).path + path
    connection.request(method, whole.removeprefix("/") if path.startswith("//") else whole,
                       body.encode() or None, headers)  # fmt: skip
    answer = connection.getresponse()
    return answer.status, answer.read(), answer.headers


def origin(server: ReviewServer) -> str:
    return server.address.partition(f"/{server.token}")[0]


def test_the_page_and_the_files_of_packs_are_given(server: ReviewServer) -> None:
    assert ask(server, "")[:2] == (200, b"<p>ticks")
    status, data, headers = ask(server, quote("x/1 a&b.pdf"))
    assert (status, data, headers["Content-Type"]) == (200, b"%PDF", "application/pdf")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_tick_is_kept_and_given_again(server: ReviewServer, tmp_path: Path) -> None:
    assert ask(server, "ticks", "PUT", TICK, Origin=origin(server))[0] == 200
    assert json.loads(ask(server, "ticks")[1]) == {"0123456789abcdef": {"read": True}}
    assert json.loads((tmp_path / "review.json").read_bytes())["schema_version"] == 1


@pytest.mark.parametrize(
    "path",
    ["x/secret.pdf", "x/gone.pdf", "../x/1%20a&b.pdf", "x/..%2Fx%2F1%20a&b.pdf", "%2Fetc%2Fpasswd",
     "review.json", "x", "x/", "%00", "ticks/"],
)  # fmt: skip
def test_no_other_path_is_given(server: ReviewServer, path: str) -> None:
    assert ask(server, path)[0] == 404


@pytest.mark.parametrize("path", ["/", "/ticks", "//wrong/", "//wrong/ticks"])
def test_who_does_not_know_the_secret_gets_nothing(server: ReviewServer, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status == 404
    assert server.token.encode() not in answer.read()


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", ""])
def test_another_name_for_this_machine_gets_nothing(server: ReviewServer, host: str) -> None:
    assert ask(server, "", Host=host)[0] == 403


@pytest.mark.parametrize("other", ["https://evil.example", "null", ""])
def test_a_page_of_another_site_keeps_no_tick(
    server: ReviewServer, tmp_path: Path, other: str
) -> None:
    assert ask(server, "ticks", "PUT", TICK, Origin=other)[0] == 403
    assert ask(server, "ticks", "PUT", TICK)[0] == 403
    assert not (tmp_path / "review.json").exists()


def test_what_is_no_tick_or_too_long_is_refused(server: ReviewServer) -> None:
    assert ask(server, "ticks", "PUT", "{}", Origin=origin(server))[0] == 400
    assert ask(server, "ticks", "PUT", "x" * 1001, Origin=origin(server))[0] == 413
    assert ask(server, "x", "PUT", TICK, Origin=origin(server))[0] == 404
    assert ask(server, "ticks", "POST", TICK, Origin=origin(server))[0] == 501


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_what_is_ticked_in_a_browser_arrives(tmp_path: Path) -> None:
    packs = [make_reviewed("Nordhavn", id="0123456789abcdef")]

    def write(ticks: str) -> list[str]:
        page = write_page(packs, library(), brand(), open_store(tmp_path), title="x", ticks=ticks)
        # The page allows its own script only, by hash; here it has to allow one more. Its first
        # rows come once the ticks have been asked for.
        html = re.sub(r"script-src [^;\"]*", "script-src 'unsafe-inline'", "".join(page))
        wait = "setTimeout(() => document.querySelector('.packs tbody input').click(), 500)"
        return [html.replace("</body>", f"<script>{wait}</script></body>")]

    with ReviewServer(open_store(tmp_path), packs, write) as made:
        threading.Thread(target=made.serve_forever).start()
        browse_to(made.address, tmp_path / "profile")
        made.shutdown()
    assert json.loads((tmp_path / "review.json").read_bytes())["ticks"] == {
        "0123456789abcdef": {"read": True}
    }


def test_a_tick_that_cannot_be_written_is_told(
    server: ReviewServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server.ticks, "_store", open_store(tmp_path / "x" / "1 a&b.pdf" / "below"))
    assert ask(server, "ticks", "PUT", TICK, Origin=origin(server))[0] == 507


def test_the_server_listens_on_this_machine_only_and_each_has_its_own_secret(
    server: ReviewServer, tmp_path: Path
) -> None:
    assert server.server_address[0] == "127.0.0.1"
    with ReviewServer(open_store(tmp_path), [], lambda _: []) as other:
        assert other.token != server.token
