"""A visitor of a server that runs: keeps cookies, sends forms with their token, follows where it is sent."""

import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request

PATIENCE = 60


class Visitor:
    """One browser without scripts."""

    def __init__(self, url):
        self.url = url
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def get(self, path):
        """Return (status, text, where it ended)."""
        return self._open(urllib.request.Request(self.url + path))  # noqa: S310  (a server of our own)

    def post(self, path, **fields):
        """Send a form of the page at ``path``."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path)[1])[1]
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        return self._open(urllib.request.Request(self.url + path, data))  # noqa: S310  (a server of our own)

    def sign_in(self, name, password):
        """Sign in, and return this visitor."""
        status, text, where = self.post("/sign-in/", username=name, password=password)
        assert status == 200, text
        assert "sign-in" not in where
        return self

    def _open(self, request):
        try:
            with self._opener.open(request, timeout=PATIENCE) as response:
                return response.status, response.read().decode(), response.url
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode(), error.url


def wait_for(is_so, seconds=30.0):
    """Wait until something is so, and return how long (s) that took; fail when it never is."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, f"not so after {seconds:.0f} s"
        time.sleep(0.1)
    return time.monotonic() - began
