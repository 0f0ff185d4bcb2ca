"""ReplayWeb.page, in headless Chromium, shows a page of our WACZ and finds it by its clean text."""

import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from programs import ROOT, program

from cleanarc import Document, api, open_archive

PACKAGE = ROOT / ".replayweb" / "package"
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--window-size=1200,900"),
    # Nothing but this machine is asked for, whatever a page wants.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
)
SHOWN = 30.0
"""Seconds in which something must be seen."""
TEXTS = """
    const texts = [];
    const walk = root => root.querySelectorAll("*").forEach(element => {
        const inside = element.contentDocument?.body ?? element.shadowRoot;
        if (element.shadowRoot) walk(element.shadowRoot);
        if (inside && element.matches(arguments[0])) texts.push(inside.innerText ?? inside.textContent);
    });
    walk(document);
    return texts;
"""
"""The texts in all frames and shadow trees whose element a selector matches."""


class Ranges(SimpleHTTPRequestHandler):
    """Files, whole or a range of their bytes: a WACZ is read piece by piece."""

    def do_GET(self) -> None:
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if wanted is None:
            super().do_GET()
            return
        data = Path(self.translate_path(self.path)).read_bytes()
        start, end = int(wanted[1]), min(int(wanted[2] or len(data)), len(data) - 1)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(data)}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        self.wfile.write(data[start : end + 1])

    def log_message(self, *told: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with ReplayWeb.page and the WACZ of the archive."""
    if not PACKAGE.exists():
        pytest.skip("ReplayWeb.page is not installed")
    folder = tmp_path_factory.mktemp("site")
    for name in ("index.html", "ui.js", "sw.js"):
        shutil.copy(PACKAGE / name, folder)
    api.export(archive, form="wacz", target=folder / "a.wacz")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Ranges, directory=folder)) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = str(program("chromium"))
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options, webdriver.ChromeService(str(program("chromedriver"))))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def document(archive: Path) -> Document:
    with open_archive(archive) as opened:
        return next(one for one in opened if one.metadata and one.metadata.title == "River leaves town")


def seen(browser: Any, selector: str, holds: Callable[[str], bool]) -> str:
    """The text of what a selector matches, once it is as wanted; what is there instead when the time is over."""
    end = time.monotonic() + SHOWN
    texts: list[str] = []
    while time.monotonic() < end:
        texts = browser.execute_script(TEXTS, selector)
        found = next(filter(holds, texts), None)
        if found is not None:
            return found
        time.sleep(0.1)
    pytest.fail(f"{selector} says {texts}; all there is: {browser.execute_script(TEXTS, '*')}")


def address(site: str, **view: str) -> str:
    wanted = "&".join(f"{name}={quote(value, safe='')}" for name, value in view.items())
    return f"{site}/?source={quote(f'{site}/a.wacz', safe='')}#{wanted}"


def test_a_page_is_shown(site: str, browser: Any, document: Document) -> None:
    source = document.sources[0]
    browser.get(address(site, view="pages", url=source.uri, ts=re.sub(r"\D", "", source.date)))
    shown = seen(browser, "iframe", lambda text: "River leaves town" in text)
    for paragraph in (document.text or "").split("\n\n"):
        assert paragraph.strip() in shown


def test_a_page_is_found_by_its_text(site: str, browser: Any) -> None:
    # What stands behind the # alone would not load the page anew.
    browser.get("about:blank")
    browser.get(address(site, view="pages", query="wandern"))
    seen(browser, "keyword-mark", lambda text: "Die Dünen wandern" in text)
