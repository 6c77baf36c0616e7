package dev.memphis.cli.setup;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a small number of things. */
final class SmallCountConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new TypeConversionException("'" + text + "' must be a whole number from 1 to 9999");
        }
        return Integer.valueOf(text);
    }
}
