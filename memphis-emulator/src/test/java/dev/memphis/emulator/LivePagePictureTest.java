package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Takes the pictures of the live page that README and docs/emulator.md show; {@code bin/pictures} copies them. */
@ExtendWith(BrowserCondition.class)
class LivePagePictureTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 540;
    private static final int MOST_BYTES = 150_000;
    private static final String STATION = "todo-cdc-events";

    @TempDir
    private static Path profile;

    @Test
    void changesOfTheTodoExample_arePicturedInLightAndDark() throws IOException {
        try (MemphisEmulator emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withUser(GatewayClient.USER, GatewayClient.PASSWORD)
                .withStation(STATION))) {
            fill(GatewayClient.loggedIn(emulator));
            ChromeDriver browser = BrowserCondition.open(profile);
            try {
                size(browser);
                colours(browser, "light");
                browser.get(emulator.managementUri() + "/#" + STATION);
                openTheUpdate(browser);

                BufferedImage light = picture(browser, "live-page-light.png");
                colours(browser, "dark");
                BufferedImage dark = picture(browser, "live-page-dark.png");

                assertThat(brightness(light)).isGreaterThan(200);
                assertThat(brightness(dark)).isLessThan(60);
            } finally {
                browser.quit();
            }
        }
    }

    /** As Debezium sends them for a table with REPLICA IDENTITY FULL, without schema. */
    private static void fill(GatewayClient client) throws IOException {
        String milk = row(1, "Return \"milk\"", false);
        String bread = row(2, "Buy bread", false);
        String plants = row(3, "Water the plants", false);
        produce(client, change("c", "null", milk, 1));
        produce(client, change("c", "null", bread, 2));
        client.consume(STATION);
        produce(client, change("u", milk, row(1, "Return \"milk\"", true), 3));
        produce(client, change("d", bread, "null", 4));
        produce(client, change("c", "null", plants, 5));
    }

    private static void produce(GatewayClient client, String change) throws IOException {
        assertThat(client.produce(STATION, change).status()).isEqualTo(200);
    }

    private static String row(int id, String description, boolean completed) {
        return "{\"item_id\":%d,\"description\":\"%s\",\"due_date\":\"2026-12-01\",\"completed\":%s}"
                .formatted(id, description.replace("\"", "\\\""), completed);
    }

    private static String change(String operation, String before, String after, int transaction) {
        return """
                {"before":%s,"after":%s,"source":{"connector":"postgresql","name":"todo","ts_ms":1795785649887,\
                "snapshot":"false","db":"todo_application","schema":"public","table":"todo_items","txId":%d},"op":"%s",\
                "ts_ms":1795785650238}""".formatted(before, after, 768 + transaction, operation);
    }

    private static void openTheUpdate(ChromeDriver browser) {
        WebElement update = until(
                browser,
                page -> page.findElements(By.cssSelector("#messages details")).stream()
                        .filter(message -> message.getText().contains("update"))
                        .findFirst()
                        .orElse(null));
        assertThat(browser.findElements(By.cssSelector("#messages details")))
                .extracting(WebElement::getText)
                .hasSize(5)
                .satisfiesOnlyOnce(message -> assertThat(message).contains("delete"))
                .areExactly(3, new Condition<>(message -> message.contains("insert"), "an insert"));
        update.findElement(By.tagName("summary")).click();
        WebElement changes = until(browser, page -> page.findElement(By.cssSelector("table.differences")));
        // The rate is that of the last seconds: when it is 0 again, nothing moves from one picture to the next.
        until(
                browser,
                page -> stations(browser).contains("4 behind")
                        && stations(browser).contains("0/s"));

        assertThat(changes.getText()).contains("Before", "After", "completed false true");
        assertThat(changes.getRect().y + changes.getRect().height)
                .as("what changed is in the picture")
                .isLessThan(HEIGHT);
    }

    private static String stations(ChromeDriver browser) {
        return browser.findElement(By.id("stations")).getText();
    }

    private static void size(ChromeDriver browser) {
        browser.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", WIDTH, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Nothing moves either, so that no picture shows a row half faded in. */
    private static void colours(ChromeDriver browser, String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    private static BufferedImage picture(ChromeDriver browser, String name) throws IOException {
        byte[] png = browser.getScreenshotAs(OutputType.BYTES);
        Path file = Files.write(Files.createDirectories(PICTURES).resolve(name), png);
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(png).as(name).hasSizeLessThan(MOST_BYTES);
        assertThat(List.of(image.getWidth(), image.getHeight())).as(name).isEqualTo(List.of(WIDTH, HEIGHT));
        return image;
    }

    /** Returns how bright the picture is in the mean, from 0 to 255. */
    private static double brightness(BufferedImage image) {
        return Arrays.stream(image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH))
                .mapToDouble(pixel -> ((pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255)) / 3.0)
                .average()
                .orElseThrow();
    }

    private static <T> T until(ChromeDriver browser, Function<ChromeDriver, T> condition) {
        return new WebDriverWait(browser, Duration.ofSeconds(20), Duration.ofMillis(20))
                .ignoring(NoSuchElementException.class)
                .until(page -> condition.apply(browser));
    }
}
