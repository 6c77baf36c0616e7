package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TerminalPictureTest {
    @Test
    void text_isThereAsItWasWritten() throws Exception {
        List<Element> texts = texts("a & <b>\"  c'", "\u0001");

        assertThat(texts).extracting(Element::getTextContent).containsExactly("a & <b>\"  c'", "\ufffd");
    }

    @Test
    void colours_becomeClassesAtTheirColumns() throws Exception {
        List<Element> texts = texts("\u001b[31m✗ \u001b[0m Log-in", "plain");

        assertThat(texts).extracting(Element::getTextContent).containsExactly("✗", "Log-in", "plain");
        assertThat(texts).extracting(text -> text.getAttribute("class")).containsExactly("bad", "", "");
        assertThat(texts).extracting(text -> text.getAttribute("x")).containsExactly("16.0", "39.4", "16.0");
    }

    @Test
    void longestLine_fits() throws Exception {
        Element picture = parsed("short", "x".repeat(200)).getDocumentElement();
        Element longest = texts("short", "x".repeat(200)).getLast();

        assertThat(Double.parseDouble(longest.getAttribute("x"))
                        + Double.parseDouble(longest.getAttribute("textLength")))
                .isLessThan(Double.parseDouble(picture.getAttribute("width")));
    }

    @Test
    void unknownColour_isNotLeftOutSilently() {
        assertThatThrownBy(() -> TerminalPicture.of("t", List.of("\u001b[35mx")))
                .hasMessageContaining("no colour is known for SGR 35");
    }

    private static List<Element> texts(String... lines) throws Exception {
        NodeList nodes = parsed(lines).getElementsByTagName("text");
        List<Element> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add((Element) nodes.item(i));
        }
        return texts;
    }

    private static org.w3c.dom.Document parsed(String... lines) throws Exception {
        String picture = TerminalPicture.of("a title", List.of(lines));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(picture)));
    }
}
