package io.latchkey.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.probe.ProbeResult;
import org.junit.jupiter.api.Test;

class JsonRulesTest {
    record Body(String name) {}

    private final ObjectMapper mapper =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    JsonRulesTest() {
        new JsonRules().customize(mapper);
    }

    @Test
    void aServiceReadsWhatANewerReleaseOfAnotherOneWrites() throws Exception {
        var result = mapper.readValue("""
                {"connectionId":"019a2f6e-7c00-7b3e-9d55-0b1f5a3c0001","generation":1,"credentialVersion":7,
                 "observedAt":"2026-03-01T09:05:00Z","outcome":"magnificent","reason":"never_heard_of","more":{}}""", ProbeResult.class);

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.reason()).isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void aMisspeltFieldOfACallerIsAnError() {
        assertThatThrownBy(() -> mapper.readValue("{\"nome\":\"a\"}", Body.class))
                .isInstanceOf(UnrecognizedPropertyException.class);
    }

    @Test
    void aFieldThatComesTwiceIsAnError() {
        assertThatThrownBy(() -> mapper.readValue("{\"name\":\"a\",\"name\":\"a\"}", Body.class))
                .isInstanceOf(JsonParseException.class);
    }
}
