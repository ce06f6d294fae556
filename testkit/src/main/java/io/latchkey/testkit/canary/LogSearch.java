package io.latchkey.testkit.canary;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Reads along what this JVM logs. */
final class LogSearch extends Handler {
    private final List<Leak> leaks = new CopyOnWriteArrayList<>();

    LogSearch() {
        setLevel(Level.ALL);
    }

    void begin() {
        Logger.getLogger("").addHandler(this);
    }

    void end() {
        Logger.getLogger("").removeHandler(this);
    }

    List<Leak> leaks() {
        return leaks;
    }

    @Override
    public void publish(LogRecord record) {
        Leak.in(textOf(record), "log of " + record.getLoggerName()).ifPresent(leaks::add);
    }

    private static String textOf(LogRecord record) {
        var text = new StringWriter();
        text.append(String.valueOf(record.getMessage())).append(' ').append(Arrays.toString(record.getParameters()));
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
