package io.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingFaultsTest {
    private static final Map<String, String> SOUND = Map.of(
            "shop.url", "https://shop.example.com",
            "shop.open-for", "8h",
            "shop.counters", "3",
            "shop.delivers", "TRUE",
            "shop.breaks", "15m,30m",
            "bank.account.number", "AB-17");

    @ConfigMapping(prefix = "shop")
    interface ShopSettings {
        @Setting(value = "Where the shop is. Nobody comes without it.", example = "https://shop.example.com")
        HttpUrl url();

        @Setting("How long it is open.")
        @WithDefault("10h")
        Duration openFor();

        @Setting("How many people serve.")
        @WithDefault("2")
        int counters();

        @Setting("Whether it delivers.")
        @WithDefault("false")
        boolean delivers();

        @Setting("How long each pause is.")
        Optional<List<Duration>> breaks();

        @Setting(value = "The key of the front door.", example = "a key", neededUnless = "shop.back-door")
        Optional<String> frontDoor();

        @Setting(value = "The bell at the back door.", example = "a bell", neededWith = "shop.back-door")
        Optional<String> bell();
    }

    @LibrarySettings(prefix = "bank")
    interface BankSettings {
        @Setting(value = "The shop's account.", example = "AB-1", form = "[A-Z]{2}-\\d+")
        @WithName("account.number")
        String accountNumber();
    }

    @Test
    void soundSettingsHaveNoFault() {
        assertThat(faults(Map.of("shop.front-door", "key"))).isEmpty();
        assertThat(faults(Map.of("shop.back-door", "key", "shop.bell", "bell"))).isEmpty();
    }

    @Test
    void aMissingSettingIsToldInOneLine() {
        assertThat(faults(Map.of("shop.front-door", "key", "shop.url", "")))
                .containsExactly(
                        "shop.url (SHOP_URL) is missing. Where the shop is. Example: https://shop.example.com");
    }

    @Test
    void aDefaultIsAnExample() {
        assertThat(faults(Map.of("shop.front-door", "key", "shop.open-for", "soon")))
                .containsExactly(
                        "shop.open-for (SHOP_OPEN_FOR) is wrong: it is not a duration. How long it is open. Example: 10h");
    }

    @Test
    void eachFaultHasItsLine() {
        assertThat(faults(Map.of("shop.front-door", "key", "shop.url", "", "bank.account.number", "")))
                .hasSize(2);
    }

    @Test
    void oneOfSeveralSettingsCanBeDemanded() {
        assertThat(faults(Map.of()))
                .singleElement()
                .asString()
                .startsWith("shop.front-door (SHOP_FRONT_DOOR) is missing. ");
        assertThat(faults(Map.of("shop.back-door", "key")))
                .singleElement()
                .asString()
                .startsWith("shop.bell (SHOP_BELL) is missing. ");
    }

    @ParameterizedTest
    @CsvSource({
        "shop.url, shop.example.com, is not an http or https URL",
        "shop.url, https://a shop, is not a URL",
        "shop.url, https:/shop, has no host",
        "shop.url, https://me:hidden@shop.example.com, has user info",
        "shop.url, https://shop.example.com?hidden, has a query or a fragment",
        "shop.open-for, 0s, must be positive",
        "shop.open-for, PT-1S, must be positive",
        "shop.counters, a few, is not a whole number",
        "shop.counters, 0, must be positive",
        "shop.delivers, perhaps, must be true or false",
        "shop.breaks, '15m,hidden', is not a duration",
        "bank.account.number, hidden, does not have the form of the example",
    })
    void aWrongSettingIsReportedWithoutItsValue(String property, String value, String fault) {
        assertThat(faults(Map.of("shop.front-door", "key", property, value)))
                .singleElement()
                .asString()
                .startsWith(property + " (")
                .contains(") is wrong: it " + fault + ". ")
                .doesNotContain("hidden");
    }

    private static List<String> faults(Map<String, String> changes) {
        var settings = new HashMap<>(SOUND);
        settings.putAll(changes);
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return SettingFaults.in(config, List.of(ShopSettings.class, BankSettings.class));
    }
}
