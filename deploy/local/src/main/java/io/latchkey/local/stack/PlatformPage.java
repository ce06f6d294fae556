package io.latchkey.local.stack;

import io.latchkey.demo.page.NextStepPage;
import io.latchkey.local.backing.process.Jvm;
import io.latchkey.local.backing.process.ProcessBacking;
import io.latchkey.local.http.JsonHttp;
import io.latchkey.local.process.Program;
import io.latchkey.local.server.Server;
import io.latchkey.local.site.Site;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The page of a platform that browsers return to after a consent. */
public final class PlatformPage extends Server {
    private static final String NAME = "return-page";
    private final int port;

    PlatformPage(Site site, int port, String connectionService) {
        super(NAME, site, new ProcessBacking(site.process(NAME), () -> program(port, connectionService)));
        this.port = port;
    }

    private static Program program(int port, String connectionService) {
        List<String> command = Jvm.command("8m", "32m");
        Collections.addAll(
                command,
                "-cp",
                jarOf(NextStepPage.class).toString(),
                NextStepPage.class.getName(),
                String.valueOf(port),
                connectionService);
        return Program.of(command, Map.of());
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The JDK gives a location that is no URI", e);
        }
    }

    @Override
    public String address() {
        return url();
    }

    /** A URL that tenants acme and globex may name as {@code returnUrl}. */
    public String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    @Override
    protected int[] ports() {
        return new int[] {port};
    }

    @Override
    protected boolean isReady() {
        return new JsonHttp("http://127.0.0.1:" + port).status("/") == 200;
    }
}
