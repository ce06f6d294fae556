package io.latchkey.local.terminal;

import io.latchkey.local.process.StartFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;

/** Asks a person before something is deleted. */
public final class Confirmation {
    private static final Set<String> CONSENT = Set.of("y", "yes");
    private final InputStream in;
    private final PrintWriter out;

    public Confirmation(InputStream in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    /** Returns if the user confirms; fails on any other input, and without a terminal. */
    public void require(String consequence) {
        out.print(consequence + ". Continue? [y/N] ");
        out.flush();
        String answer = answer();
        if (answer == null) {
            out.println();
            out.flush();
            throw new StartFailed(
                    "Nothing was deleted, since there was no confirmation. Use --yes to skip the question.");
        }
        if (!CONSENT.contains(answer.strip().toLowerCase(Locale.ROOT))) {
            throw new StartFailed("Nothing was deleted.");
        }
    }

    private String answer() {
        try {
            return new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
