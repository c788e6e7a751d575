"""The settings the README gives for production: Django's own checks are content, and the headers score A+."""

import pytest

from tests.homes import Home

PRODUCTION = {"ARCHIVE_TLS": "1", "ARCHIVE_HOSTS": "archive.example"}
# Every kind of page: found, wrong address, refused form, a file to keep, what is not for this visitor.
ASK = """
from django.test import Client
client = Client(enforce_csrf_checks=True)
asked = [("get", path) for path in ("/", "/?q=x", "/events/", "/help/", "/sign-in/", "/nowhere/", "/articles/1/",
    "/articles/1/original/download/", "/desk/", "/admin/login/", "/healthz", "/readyz")] + [("post", "/sign-in/")]
answers = []
for method, path in asked:
    response = getattr(client, method)(path, secure=True, headers={"host": "archive.example"})
    cookies = [cookie.OutputString() for cookie in response.cookies.values()]
    answers.append([path, response.status_code, {name.lower(): value for name, value in response.items()}, cookies])
plain = Client().get("/", headers={"host": "archive.example"})
answer = [answers, plain.status_code, plain["Location"]]
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("production"))
    home.must("prepare_archive", "--empty")
    return home


@pytest.fixture(scope="module")
def answers(home):
    return home.ask(ASK, **PRODUCTION)


def score(headers, cookies):
    """Score a response as Mozilla's Observatory does: 100 to begin with, A+ from 100, a bonus only from 90."""
    policy = {
        part.split()[0]: part.split()[1:] for part in headers["content-security-policy"].split("; ") if part
    }
    scripts = policy.get("script-src", policy.get("default-src", []))
    sources = [source for values in policy.values() for source in values]
    minus = [
        (25, not policy),
        (
            20,
            any(source in ("'unsafe-inline'", "'unsafe-eval'", "data:", "https:", "*") for source in scripts),
        ),
        (20, any(source.startswith("http:") for source in sources)),
        (
            20,
            int(headers.get("strict-transport-security", "max-age=0").split(";")[0].split("=")[1])
            < 15_768_000,
        ),
        (5, headers.get("x-content-type-options") != "nosniff"),
        (
            20,
            headers.get("x-frame-options") not in ("DENY", "SAMEORIGIN") and "frame-ancestors" not in policy,
        ),
        (5, headers.get("referrer-policy") in (None, "unsafe-url")),
        (50, headers.get("access-control-allow-origin") == "*"),
        (20, any("secure" not in cookie.lower() for cookie in cookies)),
        (20, any("samesite" not in cookie.lower() or "httponly" not in cookie.lower() for cookie in cookies)),
    ]
    points = 100 - sum(points for points, is_wrong in minus if is_wrong)
    bonus = [
        (10, policy.get("default-src") == ["'none'"]),
        (5, "frame-ancestors" in policy),
        (5, headers.get("referrer-policy") in ("no-referrer", "same-origin", "strict-origin")),
        (10, headers.get("cross-origin-resource-policy") == "same-origin"),
        (10, headers.get("cross-origin-opener-policy") == "same-origin"),
        (5, all(cookie.startswith("__Host-") for cookie in cookies)),
    ]
    return points + sum(points for points, is_there in bonus if is_there) if points >= 90 else points


def test_every_answer_scores_a_plus(answers):
    pages, _, _ = answers
    assert len(pages) == 13
    for path, status, headers, cookies in pages:
        assert status < 500, path
        assert score(headers, cookies) >= 120, (path, headers)
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["permissions-policy"]


def test_plain_http_is_sent_on_to_tls(answers):
    _, status, location = answers
    assert (status, location) == (301, "https://archive.example/")


def test_djangos_checks_for_deployment_are_content(home):
    out = home.must("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert "no issues" in out


def test_the_server_takes_the_proxys_word_and_nobody_elses(home):
    import http.client
    import socket
    import time

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = home.start("serve", "--port", port, "--without-worker", **PRODUCTION)
    try:
        assert "Parallax is at" in process.stdout.readline()

        def ask(**headers):
            for _ in range(100):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
                try:
                    connection.request("GET", "/healthz", headers={"Host": "archive.example", **headers})
                    return connection.getresponse().status
                except ConnectionRefusedError:
                    time.sleep(0.1)
                finally:
                    connection.close()
            raise AssertionError("the server never answered")

        assert ask(**{"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}) == 200
        assert ask() == 301
    finally:
        process.terminate()
        process.communicate(timeout=20)
