package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The live page in a real browser. */
@ExtendWith(BrowserCondition.class)
class LivePageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String UPDATE = """
            {"before":{"id":1,"title":"Buy milk","done":false},"after":{"id":1,"title":"Buy milk","done":true},\
            "source":{"schema":"public","table":"todo"},"op":"u"}""";

    @TempDir
    private static Path profile;

    private static WebDriver browser;

    private MemphisEmulator emulator;
    private GatewayClient client;

    @BeforeAll
    static void openBrowser() {
        browser = BrowserCondition.open(profile);
    }

    @AfterAll
    static void closeBrowser() {
        browser.quit();
    }

    @BeforeEach
    void start() throws IOException {
        emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withUser(GatewayClient.USER, GatewayClient.PASSWORD)
                .withStation("todo"));
        client = GatewayClient.loggedIn(emulator);
        browser.manage().window().setSize(new Dimension(1280, 900));
        browser.get(emulator.managementUri() + "/");
        until(page -> page.findElement(By.id("pill-page")).getText().equals("live"));
    }

    @AfterEach
    void stop() {
        // The page would go on asking an emulator that is gone.
        browser.get("about:blank");
        emulator.close();
    }

    @Test
    void message_appearsWithinASecondWithoutAReload() throws IOException {
        script("window.loadedOnce = true");
        long before = System.nanoTime();
        client.produce("todo", UPDATE);
        WebElement row = until(page -> first(page, "#messages details"));
        Duration after = Duration.ofNanos(System.nanoTime() - before);
        assertThat(row.getText()).contains("#1", "update", "public.todo", "done=true");
        assertThat(after).isLessThan(Duration.ofSeconds(1));
        assertThat(script("return window.loadedOnce")).isEqualTo(true);
    }

    @Test
    void change_isShownBeforeAndAfter() throws IOException {
        client.produce("todo", UPDATE);
        open(until(page -> first(page, "#messages details")));
        WebElement changed = until(page -> first(page, "tr.changed"));
        assertThat(changed.getText()).contains("done", "false", "true");
        assertThat(browser.findElements(By.cssSelector("tr.changed"))).hasSize(1);
        assertThat(browser.findElement(By.cssSelector("pre")).getText()).contains("\"before\": {\n    \"id\": 1,");
    }

    @Test
    void markupInMessages_showsAsText() throws IOException {
        String evil = "<script>window.owned = true</script><img src=x onerror='window.owned = true'>";
        RawHttp.send(
                emulator.gatewayUri(),
                "POST",
                client.producePath("todo"),
                List.of("Content-Type: text/plain", "X-Evil: " + evil),
                evil.getBytes(StandardCharsets.UTF_8));
        open(until(page -> first(page, "#messages details")));
        until(page -> first(page, "#messages pre"));
        assertThat(browser.findElement(By.cssSelector("#messages pre")).getText())
                .isEqualTo(evil);
        assertThat(browser.findElement(By.cssSelector("#messages table")).getText())
                .contains("X-Evil " + evil);
        assertThat(browser.findElements(By.cssSelector("#messages script, #messages img")))
                .isEmpty();
        assertThat(script("return window.owned === undefined")).isEqualTo(true);
    }

    @Test
    void tokenInAHeader_isNotShown() throws IOException {
        RawHttp.send(
                emulator.gatewayUri(),
                "POST",
                client.producePath("todo"),
                List.of("Content-Type: text/plain", "Authorization: Bearer " + client.jwt()),
                new byte[0]);
        open(until(page -> first(page, "#messages details")));
        assertThat(until(page -> first(page, "#messages .note")).getText()).contains("contains the user's password");
        assertThat(browser.findElement(By.tagName("body")).getText()).doesNotContain("eyJ");
    }

    @Test
    void faultSwitch_takesTheBrokerDownAndUpAgain() {
        browser.findElement(By.id("faults-button")).click();
        WebElement broker = until(page -> page.findElement(By.id("fault-broker")));
        broker.click();
        until(page -> page.findElement(By.id("pill-broker")).getText().equals("broker down"));
        assertThat(emulator.faults().state().brokerUp()).isFalse();
        broker.click();
        until(page -> page.findElement(By.id("pill-broker")).getText().equals("broker up"));
        assertThat(emulator.faults().state().brokerUp()).isTrue();
    }

    @Test
    void faultSwitchedElsewhere_showsOnThePage() {
        browser.findElement(By.id("faults-button")).click();
        emulator.faults().latency(Duration.ofMillis(7));
        until(page -> "7".equals(page.findElement(By.id("fault-latency")).getDomProperty("value")));
        assertThat(browser.findElement(By.id("pill-faults")).getText()).isEqualTo("1 fault on");
    }

    @Test
    void keyboardAlone_reachesStationMessageTabAndFault() throws IOException {
        client.produce("todo", UPDATE);
        until(page -> first(page, "#messages details"));
        press(until(page -> first(page, "#stations a")), Keys.ENTER);
        tabTo("tab-messages");
        press(focused(), Keys.ARROW_RIGHT);
        assertThat(focused().getDomAttribute("id")).isEqualTo("tab-readers");
        assertThat(browser.findElement(By.id("readers-panel")).isDisplayed()).isTrue();
        press(focused(), Keys.ARROW_LEFT);
        tabTo("hold");
        press(focused(), Keys.TAB);
        press(focused(), Keys.ENTER);
        until(page -> first(page, "tr.changed"));
        press(browser.findElement(By.id("faults-button")), Keys.ENTER);
        assertThat(focused().getDomAttribute("id")).isEqualTo("fault-broker");
        press(focused(), Keys.SPACE);
        until(page -> !emulator.faults().state().brokerUp());
        press(focused(), Keys.ESCAPE);
        assertThat(focused().getDomAttribute("id")).isEqualTo("faults-button");
    }

    @Test
    void consumersAndTheirLag_areShown() throws IOException {
        client.produce("todo", "1");
        client.produce("todo", "2");
        client.consume("todo");
        browser.findElement(By.id("tab-readers")).click();
        until(page -> page.findElement(By.id("readers-panel")).getText().contains("1 behind"));
        assertThat(browser.findElement(By.id("readers-panel")).getText())
                .contains("Consumer group rest-gateway", "reader", GatewayClient.USER);
        assertThat(browser.findElement(By.id("stations")).getText()).contains("1 behind");
    }

    @Test
    void deadLetter_isShownWithItsCause() throws IOException {
        ManagementClient management = ManagementClient.loggedIn(emulator);
        management.post(
                "/api/stations/createStation",
                Map.of("name", "checked", "partitions_number", 1, "dls_configuration", Map.of("schemaverse", true)));
        management.post(
                "/api/schemas/createNewSchema",
                Map.of("name", "s", "type", "json", "schema_content", "{\"type\":\"object\"}"));
        management.post("/api/stations/useSchema", Map.of("station_names", List.of("checked"), "schema_name", "s"));
        client.produce("checked", "[1]");
        until(page -> first(page, "#stations .badge.bad"));
        browser.findElement(By.cssSelector("#stations a[href='#checked']")).click();
        browser.findElement(By.id("tab-dead")).click();
        open(until(page -> first(page, "#dead-panel details")));
        assertThat(until(page -> first(page, "#dead-panel .cause")).getText())
                .contains("expected object, but got array");
    }

    @Test
    void narrowWindow_needsNoSidewaysScrolling() throws IOException {
        client.produce("todo", UPDATE);
        open(until(page -> first(page, "#messages details")));
        browser.manage().window().setSize(new Dimension(500, 900));
        assertThat(script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo(true);
    }

    @Test
    void page_runsNothingButItsOwnScripts() throws IOException {
        RawHttp.Reply page = RawHttp.send(emulator.managementUri(), "GET", "/", List.of(), new byte[0]);
        assertThat(page.header("content-security-policy")).contains("default-src 'none'", "script-src 'self'");
        assertThat(page.body()).doesNotContain("<script>", "onclick", "style=");
    }

    // ---------------------------------------------------------------- the browser

    private static <T> T until(Function<WebDriver, T> condition) {
        return new WebDriverWait(browser, PATIENCE, Duration.ofMillis(20)).until(condition);
    }

    private static WebElement first(WebDriver page, String selector) {
        return page.findElements(By.cssSelector(selector)).stream().findFirst().orElse(null);
    }

    private static void open(WebElement message) {
        message.findElement(By.tagName("summary")).click();
    }

    private static void press(WebElement element, Keys key) {
        element.sendKeys(key);
    }

    private static WebElement focused() {
        return browser.switchTo().activeElement();
    }

    private static void tabTo(String id) {
        for (int i = 0; i < 30; i++) {
            if (id.equals(focused().getDomAttribute("id"))) {
                return;
            }
            new Actions(browser).sendKeys(Keys.TAB).perform();
        }
        throw new AssertionError("no way to " + id + " by the tab key");
    }

    private static Object script(String script) {
        return ((org.openqa.selenium.JavascriptExecutor) browser).executeScript(script);
    }
}
