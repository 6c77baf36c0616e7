package dev.memphis.testbed;

import java.util.stream.Collectors;

/** Text as it stands in XML, for pictures that are drawn as SVG. Stateless. */
public final class XmlText {
    private XmlText() {}

    /** Returns the text as XML; characters that XML 1.0 cannot have (W3C, "Characters") become the replacement character. */
    public static String of(String text) {
        return text.codePoints().mapToObj(XmlText::of).collect(Collectors.joining());
    }

    private static String of(int point) {
        return switch (point) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default ->
                point < ' ' || point >= 0xd800 && point < 0xe000 || point == 0xfffe || point == 0xffff
                        ? "\ufffd"
                        : Character.toString(point);
        };
    }
}
