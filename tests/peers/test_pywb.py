"""pywb replays the raw and the text series, as two collections, byte for byte."""

import http.client
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from programs import program, run

from cleanarc import open_archive

START = 30.0
"""Seconds in which a server must answer."""


@pytest.fixture(scope="module")
def server(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a pywb that has both series."""
    folder = tmp_path_factory.mktemp("pywb")
    for series in ("raw", "text"):
        run("wb-manager", "init", series, folder=folder)
        run("wb-manager", "add", series, *sorted((archive / series).iterdir()), folder=folder)
    port = free_port()
    command = [program("wayback"), "--bind", "127.0.0.1", "--port", str(port), "--directory", folder]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(port, process, folder / "log")
            yield port
        finally:
            process.terminate()
            process.wait(30)


def free_port() -> int:
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        with closing(socket.socket()) as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(log.read_text())


def replayed(port: int, series: str, date: str, uri: str) -> bytes:
    """What was captured then, as it was captured: the `id_` of a time asks for nothing to be rewritten."""
    time_ = re.sub(r"\D", "", date)[:14]
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", f"/{series}/{time_}id_/{uri}")
        response = connection.getresponse()
        assert response.status == 200, (series, uri, response.status)
        return response.read()


def test_every_document_and_revisit_is_replayed_as_it_came(archive: Path, server: int) -> None:
    revisits = 0
    with open_archive(archive) as opened:
        for document in opened:
            for source in document.sources:
                assert replayed(server, "raw", source.date, source.uri) == document.raw, source
            revisits += len({source.uri for source in document.sources}) - 1
    assert revisits > 5


def test_every_text_is_replayed_in_the_place_of_its_page(archive: Path, server: int) -> None:
    with open_archive(archive) as opened:
        documents = [document for document in opened if document.text]
    assert documents
    for document in documents:
        source = document.sources[0]
        assert replayed(server, "text", source.date, source.uri).decode() == document.text, source
