package io.latchkey.catalog.display;

import io.latchkey.catalog.rule.Require;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A change that the provider has announced, and that people must prepare for.
 *
 * @param date when it takes effect
 * @param affected who is affected, for example {@code Clients that were registered before 2024}
 * @param action what they must do before that date
 * @param documentation URL of the announcement; null: none is known
 */
public record Deadline(
        LocalDate date,
        String affected,
        String action,
        @Nullable String documentation) {
    public Deadline {
        date = Require.present("date", date);
        affected = Require.present("affected", affected);
        action = Require.present("action", action);
        documentation = documentation == null ? null : Require.page("documentation", documentation);
    }
}
