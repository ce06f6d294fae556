"""A platform's backend that connects its users' accounts through Latchkey: begin, callback page, completion, read.

    ./latchkey up
    python3 docs/samples/platform-backend/app.py

Python 3.9 or newer, standard library only. Four steps, in the order in which they happen, make up the sample; what a
real platform has already (sessions, a token of its signed-in user) is at the end and marked as a stand-in.
"""

import base64
import hashlib
import html
import http.server
import json
import os
import pathlib
import secrets
import urllib.error
import urllib.parse
import urllib.request

# Where Latchkey and the issuer are: the local stack, unless the environment says otherwise.
STATE = pathlib.Path(os.environ.get("LATCHKEY_STATE", ".latchkey"))
BASE_PORT = int((STATE / "base-port").read_text()) if (STATE / "base-port").exists() else 7000
ISSUER = os.environ.get("ISSUER", f"http://localhost:{BASE_PORT + 90}/realms/latchkey")
CONNECTIONS = os.environ.get("CONNECTIONS", f"http://localhost:{BASE_PORT + 80}/v1/connections")
CREDENTIALS = os.environ.get("CREDENTIALS", f"http://localhost:{BASE_PORT + 81}/v1/credentials")
PORT = int(os.environ.get("PORT", BASE_PORT + 98))
RETURN_URL = f"http://127.0.0.1:{PORT}/callback"


def begin(session):
    """1. Ask Latchkey for a link. The code verifier stays in the session of the user who asks."""
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    connection = call(
        "POST",
        CONNECTIONS,
        user_token(),
        {
            "provider": "northwind",
            "modules": ["contact-sync"],
            "returnUrl": RETURN_URL,
            "codeChallenge": challenge,
        },
        {"Idempotency-Key": secrets.token_hex(16)},
    )
    authorization = connection["authorization"]
    session[authorization["id"]] = {"connection": connection["id"], "verifier": verifier}
    return authorization


# Where the link opens: in a popup, while this page polls the status of the consent. It does not ask the popup: a provider
# can cut window.opener, and popup.closed is then true at once. Without scripts the form opens the link in this window.
CONNECT_PAGE = """<form method="post" action="/connect"><button>Connect Northwind</button></form><p id="shown"></p>
<script>
  const form = document.querySelector("form"), shown = document.querySelector("#shown");
  form.onsubmit = async (event) => {
    event.preventDefault();
    const popup = window.open("", "_blank", "popup,width=520,height=720");  // during the click, or it is blocked
    const response = await fetch("/connect", {method: "POST", headers: {Accept: "application/json"}});
    const {url, statusUrl} = await response.json();
    if (popup === null) { location = url; } else { popup.location = url; await watch(statusUrl); }
  };
  async function watch(statusUrl) {
    for (;;) {
      let seconds = 5;
      try {
        const response = await fetch(statusUrl, {referrerPolicy: "no-referrer"});
        const status = await response.json();
        if (response.ok || response.status === 404) {
          shown.textContent = [status.status, status.detail, status.remedy].filter(Boolean).join(" - ");
        }
        if (status.ended || response.status === 404) return;
        seconds = response.headers.get("Retry-After") ?? seconds;
      } catch { /* The network or Latchkey is down: go on. */ }
      await new Promise((done) => setTimeout(done, 1000 * seconds));
    }
  }
</script>"""


def callback(session, query):
    """2. The browser is back. Only the session that began may go on: a link sent to somebody else ends here."""
    begun = session.pop(query.get("authorization", ""), None)
    if begun is None:
        return "This browser has begun no such authorization, or has completed it.", None
    if query.get("status") != "consented":
        return f"No access was granted: {query.get('status')}", None
    connection = complete(begun, query["authorization"], query["code"])
    return f"Connected {connection['account']['label']}: {connection['state']}", connection["id"]


def complete(begun, authorization, code):
    """3. Redeem the code, as the user who began and with the verifier of that session."""
    return call(
        "POST",
        f"{CONNECTIONS}/{begun['connection']}/authorizations/{authorization}/completion",
        user_token(),
        {"code": code, "codeVerifier": begun["verifier"]},
    )


def read(connection):
    """4. Fetch the credential whenever it is needed, as a service of the platform. Do not store it."""
    return call("GET", f"{CREDENTIALS}/{connection}?minTtl=PT60S", service_token())


def call(method, url, token, body=None, headers=None):
    request = urllib.request.Request(url, method=method)
    request.add_header("Authorization", f"Bearer {token}")
    for name, value in (headers or {}).items():
        request.add_header(name, value)
    if body is not None:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        try:
            if url.path == "/":
                self.page(CONNECT_PAGE)
            elif url.path == "/callback":
                message, connection = callback(self.session(), query)
                link = f"<p><a href='/credential?id={connection}'>Read the credential</a></p>" if connection else ""
                self.page(f"<p>{html.escape(message)}</p>{link}")
            elif url.path == "/credential":
                credential = read(query["id"])
                self.page(f"<pre>{html.escape(json.dumps(masked(credential), indent=2, ensure_ascii=False))}</pre>")
            else:
                self.send_error(404)
        except urllib.error.HTTPError as failed:
            self.problem(failed)

    def do_POST(self):
        try:
            authorization = begin(self.session())
            if self.headers.get("Accept") == "application/json":
                self.json({name: authorization[name] for name in ("url", "statusUrl")})
            else:
                self.redirect(authorization["url"])
        except urllib.error.HTTPError as failed:
            self.problem(failed)

    def problem(self, failed):
        """Latchkey's errors are RFC 9457 problems: detail says what happened, remedy what to do."""
        problem = json.load(failed)
        self.page(f"<p>{html.escape(problem['title'])}: {html.escape(problem.get('detail', ''))}</p>", failed.code)

    def page(self, body, status=200):
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.keep_session()
        self.end_headers()
        self.wfile.write(f"<!doctype html><title>A platform</title>{body}".encode())

    def json(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Cache-Control", "no-store")
        self.keep_session()
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def redirect(self, url):
        self.send_response(303)
        self.send_header("Location", url)
        self.keep_session()
        self.end_headers()

    # Stand-ins for what a platform has.

    sessions = {}

    def session(self):
        cookies = dict(part.strip().partition("=")[::2] for part in self.headers.get("Cookie", "").split(";"))
        self.id = cookies.get("session") if cookies.get("session") in self.sessions else secrets.token_urlsafe(24)
        return self.sessions.setdefault(self.id, {})

    def keep_session(self):
        if getattr(self, "id", None):
            self.send_header("Set-Cookie", f"session={self.id}; HttpOnly; SameSite=Lax; Path=/")

    def log_message(self, *_):
        """Says nothing: the callback's URL holds a code."""


def user_token():
    """Stand-in for the access token of the signed-in user, here always ada of tenant acme."""
    return token(grant_type="password", client_id="demo-app", username="ada", password="ada-demo")


def service_token():
    """Stand-in for the token of a service of the platform, with the role credentials:read."""
    secret = os.environ.get("CLIENT_SECRET")
    if secret is None:
        properties = (STATE / "secrets.properties").read_text().splitlines()
        secret = next(line.partition("=")[2] for line in properties if line.startswith("keycloak.acme-worker="))
    return token(grant_type="client_credentials", client_id="acme-worker", client_secret=secret)


def token(**form):
    data = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(f"{ISSUER}/protocol/openid-connect/token", data, timeout=30) as response:
        return json.load(response)["access_token"]


def masked(value):
    """Shows the shape of a credential, not the credential."""
    if isinstance(value, dict):
        return {name: masked(one) for name, one in value.items()}
    return value[:8] + "…" if isinstance(value, str) and len(value) > 60 else value


if __name__ == "__main__":
    print(f"Open http://127.0.0.1:{PORT}/ and sign in at Northwind as nora, password nora-demo", flush=True)
    try:
        http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Pages).serve_forever()
    except KeyboardInterrupt:
        pass
