package io.latchkey.local.stack;

import io.latchkey.local.backing.process.ProcessBacking;
import io.latchkey.local.http.JsonHttp;
import io.latchkey.local.server.Server;
import io.latchkey.local.site.Site;
import java.util.Map;
import java.util.function.Supplier;

/** One of Latchkey's services, always a process of this machine. */
public final class ServiceProcess extends Server {
    private final int port;

    /** @param environment asked for at each start, when the servers it names are up */
    ServiceProcess(String name, Site site, int port, Supplier<Map<String, String>> environment) {
        super(name, site, new ProcessBacking(site.process(name), new ServiceProgram(name, site, port, environment)));
        this.port = port;
    }

    @Override
    public String address() {
        return url();
    }

    public String url() {
        return url(port);
    }

    static String url(int port) {
        return "http://localhost:" + port;
    }

    @Override
    protected int[] ports() {
        return new int[] {port};
    }

    @Override
    protected boolean isReady() {
        return new JsonHttp("http://127.0.0.1:" + port).status("/q/health/ready") == 200;
    }
}
