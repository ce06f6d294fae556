package io.latchkey.demo.page;

import io.latchkey.demo.browser.Return;
import java.util.regex.Pattern;

/**
 * The local stack's page at the {@code returnUrl}: shows the parameters of the redirect, and the command that completes
 * the authorization. A real platform redeems the code in its backend, and never shows it.
 */
public final class NextStepPage {
    /** Values that are safe in a shell command: the ids and the code of an unmodified redirect. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Back at the platform</title>
            <style>
              body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 50rem; margin: 10vh auto; padding: 0 1rem }
              pre { background: #f3f3f3; color: #111; padding: 1rem; overflow-x: auto; user-select: all }
            </style>
            <h1>Back at the platform</h1>
            %s
            </html>
            """;

    private final String connectionService;

    NextStepPage(String connectionService) {
        this.connectionService = connectionService;
    }

    /** Serves the page until this JVM ends: {@code PORT URL-OF-CONNECTION-SERVICE}. */
    public static void main(String[] arguments) throws InterruptedException {
        var page = new NextStepPage(arguments[1]);
        try (var server = new LoopbackPage(Integer.parseInt(arguments[0]), "/", page::html)) {
            Thread.currentThread().join();
        }
    }

    String html(Return back) {
        return PAGE.formatted(back.code().map(code -> complete(back, code)).orElseGet(() -> withoutCode(back)));
    }

    private String complete(Return back, String code) {
        if (!isPlain(back.connection()) || !isPlain(back.authorization()) || !isPlain(code)) {
            return "<p>The URL was modified. Create a new connection.</p>";
        }
        return """
                <p>Status <b>%s</b>. The single-use code is <code>%s</code>. To complete the connection, run this in the
                terminal in which you started this authorization. <code>VERIFIER</code> is the code verifier whose
                <code>codeChallenge</code> you sent for it:</p>
                <pre>%s</pre>
                """.formatted(escape(back.status()), code, escape(command(back, code)));
    }

    private String command(Return back, String code) {
        return """
                curl -s "%s/v1/connections/%s/authorizations/%s/completion" \\
                  -H "Authorization: Bearer $(./latchkey token ada)" -H 'Content-Type: application/json' \\
                  -d '{"code": "%s", "codeVerifier": "'"$VERIFIER"'"}' | jq
                """.formatted(connectionService, back.connection(), back.authorization(), code)
                .strip();
    }

    private static String withoutCode(Return back) {
        return back.status().isEmpty()
                ? "<p>Browsers return to this page after a consent. This request has no result of a consent.</p>"
                : "<p>Status <b>%s</b>, and no code: there is nothing to complete.</p>"
                        .formatted(escape(back.status()));
    }

    private static boolean isPlain(String value) {
        return PLAIN.matcher(value).matches();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
