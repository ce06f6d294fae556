package io.latchkey.local.backing;

import io.latchkey.local.site.Site;
import java.util.List;

/** Configuration of PostgreSQL. A temporary instance runs without fsync. */
public record PostgresSettings(Site site, int port) {
    public static final String NAME = "postgresql";
    public static final String SUPERUSER = "postgres";

    /** Of the program that makes its data folder: passwords only, even locally. */
    public static final List<String> INITDB_ARGUMENTS =
            List.of("-E", "UTF8", "--locale=C", "-A", "scram-sha-256", "--no-sync");

    public String superuserPassword() {
        return site.secrets().of("postgresql.superuser");
    }

    /** Without the address to listen on. */
    public List<String> arguments() {
        String durable = site.isThrowaway() ? "off" : "on";
        return List.of(
                "-c",
                "max_connections=150",
                "-c",
                "shared_buffers=48MB",
                "-c",
                "fsync=" + durable,
                "-c",
                "full_page_writes=" + durable);
    }
}
