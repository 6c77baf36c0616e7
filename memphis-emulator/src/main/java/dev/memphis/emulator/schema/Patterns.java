package dev.memphis.emulator.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;

/** Patterns in the dialect of Go, whose regular expressions have neither look-around nor back-references. Stateless. */
final class Patterns implements RegularExpressionFactory {
    /** @throws IllegalArgumentException if Go takes no such pattern */
    @Override
    public RegularExpression getRegularExpression(String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            return value -> pattern.matcher(value).find();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern '" + regex + "' is none of Go's regular expressions: " + e.getDescription(), e);
        }
    }
}
