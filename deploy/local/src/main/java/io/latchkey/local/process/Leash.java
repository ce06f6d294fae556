package io.latchkey.local.process;

/** Shell code between a launcher and a process, which ends the process with the launcher or detaches it. */
final class Leash {
    /** The read ends when the launcher ends for any reason, since the pipe then has no writer. */
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

    /** A separate session if the system has setsid, so that Ctrl-C in a terminal does not reach it. */
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
