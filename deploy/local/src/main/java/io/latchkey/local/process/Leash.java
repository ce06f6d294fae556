package io.latchkey.local.process;

/** The few lines of shell between a launcher and a process, which tie their lives together or cut them apart. */
final class Leash {
    /** The read ends when the launcher does, however it died, for then the pipe has no writer any more. */
    private static final String WITH_PARENT = """
            log=$1 stop=$2; shift 2
            exec 3<&0
            "$@" </dev/null >>"$log" 2>&1 3<&- &
            child=$!
            echo $child
            exec >/dev/null
            { read -r _ <&3; kill -$stop $child; sleep 3; kill -KILL $child; } 2>/dev/null &
            watcher=$!
            exec 3<&-
            wait $child
            code=$?
            kill $watcher
            exit $code
            """;

    /** A session of its own where the system has setsid, so that no Ctrl-C of any terminal reaches it. */
    private static final String DETACHED = """
            log=$1; shift 2
            if command -v setsid >/dev/null; then set -- setsid "$@"; fi
            nohup "$@" </dev/null >>"$log" 2>&1 &
            echo $!
            """;

    private Leash() {}

    static String script(Lifetime lifetime) {
        return lifetime == Lifetime.DETACHED ? DETACHED : WITH_PARENT;
    }
}
