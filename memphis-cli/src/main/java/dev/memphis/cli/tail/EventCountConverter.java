package dev.memphis.cli.tail;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of events. */
final class EventCountConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new TypeConversionException("'" + text + "' must be a whole number from 1");
        }
        return Long.valueOf(text);
    }
}
