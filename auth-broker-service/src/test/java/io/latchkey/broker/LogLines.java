package io.latchkey.broker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** The lines that this JVM logs between two moments. */
public final class LogLines extends Handler implements AutoCloseable {
    private final List<LogRecord> lines = new CopyOnWriteArrayList<>();

    private LogLines() {}

    public static LogLines begin() {
        var lines = new LogLines();
        lines.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(lines);
        return lines;
    }

    /** How many lines of the level with this name there were, from classes of Latchkey. */
    public long count(String level) {
        return lines.stream()
                .filter(line -> line.getLevel().getName().equals(level))
                .filter(line -> line.getLoggerName().startsWith("io.latchkey")
                        || line.getLoggerName().equals("http-problem"))
                .count();
    }

    /** How many lines of that level have {@code text} in them. */
    public long count(String level, String text) {
        return lines.stream()
                .filter(line -> line.getLevel().getName().equals(level))
                .filter(line -> String.valueOf(line.getMessage()).contains(text))
                .count();
    }

    /** The lines of that level that have {@code text} in them, with their values. */
    public List<String> texts(String level, String text) {
        return lines.stream()
                .filter(line -> line.getLevel().getName().equals(level))
                .map(line -> ExtLogRecord.wrap(line).getFormattedMessage())
                .filter(line -> line.contains(text))
                .toList();
    }

    /** Every line from INFO on, of all classes. */
    public List<String> all() {
        return lines.stream()
                .filter(line -> line.getLevel().intValue() >= Level.INFO.intValue())
                .map(line -> line.getLoggerName() + " " + line.getMessage())
                .toList();
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
