package dev.memphis.delivery;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;

/** What is logged from now on, by anybody and at every level, as whole texts with stack traces. */
public final class Logged extends Handler implements AutoCloseable {
    /** SLF4J ends in the one, java.util.logging in the other. */
    private final List<Logger> roots = List.of(LogContext.getLogContext().getLogger(""), Logger.getLogger(""));

    private final List<Level> before = roots.stream().map(Logger::getLevel).toList();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public Logged() {
        setLevel(Level.ALL);
        roots.forEach(root -> {
            root.setLevel(Level.ALL);
            root.addHandler(this);
        });
    }

    @Override
    public void publish(LogRecord event) {
        StringWriter text = new StringWriter();
        text.append(event.getLevel().getName()).append(' ').append(message(event));
        if (event.getThrown() != null) {
            event.getThrown().printStackTrace(new PrintWriter(text, true));
        }
        lines.add(text.toString());
    }

    private static String message(LogRecord event) {
        return event instanceof ExtLogRecord formatted ? formatted.getFormattedMessage() : event.getMessage();
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns what was said at a level, for example {@code WARN}. */
    public Stream<String> lines(String level) {
        return lines.stream().filter(line -> line.startsWith(level + " "));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        for (int i = 0; i < roots.size(); i++) {
            roots.get(i).removeHandler(this);
            roots.get(i).setLevel(before.get(i));
        }
    }
}
