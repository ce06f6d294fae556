package io.latchkey.verifier.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowTest {
    private final Window window = new Window(4, 2);

    @Test
    void aPlaceIsFreeAgainAsSoonAsItIsLeft() {
        window.take(List.of("northwind", "northwind", "contoso"));
        assertThat(window.places().free()).isEqualTo(1);
        assertThat(window.places().taken()).isEqualTo(Map.of("northwind", 2, "contoso", 1));

        window.leave("northwind", true);

        assertThat(window.places().free()).isEqualTo(2);
        assertThat(window.places().taken()).isEqualTo(Map.of("northwind", 1, "contoso", 1));
    }

    @Test
    void aProviderIsFullWithItsShare() {
        window.take(List.of("northwind", "contoso"));
        assertThat(window.isAnyFull(List.of("northwind", "contoso"))).isFalse();

        window.take(List.of("northwind"));

        assertThat(window.isAnyFull(List.of("northwind", "contoso"))).isTrue();
        assertThat(window.isAnyFull(List.of("contoso"))).isFalse();
    }

    @Test
    void afterAFailureOnePlaceIsLeftUntilASuccess() {
        window.take(List.of("northwind", "contoso"));

        window.leave("northwind", false);
        assertThat(window.places().free()).isZero();
        window.leave("contoso", false);
        assertThat(window.places().free()).isEqualTo(1);

        window.take(List.of("northwind"));
        window.leave("northwind", true);
        assertThat(window.places().free()).isEqualTo(4);
    }

    @Test
    void aClosedWindowGivesNoPlacesAndIsEmptiedWhenTheLastIsLeft() {
        window.take(List.of("northwind"));

        window.close();
        assertThat(window.places().free()).isZero();
        assertThat(window.emptied()).isNotDone();
        window.leave("northwind", true);

        assertThat(window.emptied()).isCompleted();
    }

    @Test
    void aWindowHasPlaces() {
        assertThatThrownBy(() -> new Window(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Window(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
