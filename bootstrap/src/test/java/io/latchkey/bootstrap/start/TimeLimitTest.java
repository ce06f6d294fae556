package io.latchkey.bootstrap.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    @ConfigMapping(prefix = "latchkey.call")
    interface CallSettings {
        @Setting("What a call may take.")
        @WithDefault("PT10S")
        Duration limit();
    }

    private final ServiceStart.Check check = TimeLimit.nested(
            TimeLimit.setting(CallSettings.class, "latchkey.call.limit"),
            TimeLimit.millis("client.timeout"),
            TimeLimit.fixed("the time that callers wait", Duration.ofSeconds(20)));

    @Test
    void limitsThatNestAreFine() {
        assertThat(check.faults(config("client.timeout", "15000"))).isEmpty();
    }

    @Test
    void eachLimitThatIsNotBelowTheNextIsOneLine() {
        assertThat(check.faults(config("latchkey.call.limit", "PT30S", "client.timeout", "20500")))
                .containsExactly(
                        "latchkey.call.limit (LATCHKEY_CALL_LIMIT) is 30 s, but must be below"
                                + " client.timeout (CLIENT_TIMEOUT), which is 20500 ms",
                        "client.timeout (CLIENT_TIMEOUT) is 20500 ms, but must be below"
                                + " the time that callers wait, which is 20 s");
    }

    @Test
    void equalLimitsDoNotNest() {
        assertThat(check.faults(config("client.timeout", "10000"))).hasSize(1);
    }

    @Test
    void aSumIsOneLimit() {
        var call = TimeLimit.setting(CallSettings.class, "latchkey.call.limit");
        var sum = TimeLimit.nested(
                call.plus(TimeLimit.millis("client.timeout")), TimeLimit.fixed("the whole", Duration.ofSeconds(20)));

        assertThat(sum.faults(config("client.timeout", "9999"))).isEmpty();
        assertThat(sum.faults(config("client.timeout", "10000")))
                .containsExactly("latchkey.call.limit (LATCHKEY_CALL_LIMIT) plus client.timeout (CLIENT_TIMEOUT)"
                        + " is 20 s, but must be below the whole, which is 20 s");
    }

    @Test
    void bothOfTwoChecksAreReported() {
        assertThat(check.and(check).faults(config("client.timeout", "10000"))).hasSize(2);
    }

    private static SmallRyeConfig config(String... values) {
        var builder = new SmallRyeConfigBuilder();
        for (int i = 0; i < values.length; i += 2) {
            builder.withDefaultValue(values[i], values[i + 1]);
        }
        return builder.build();
    }
}
