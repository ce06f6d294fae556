package io.latchkey.broker.consent.browser;

import io.latchkey.broker.consent.browser.ConnectView.Granted;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of the page with a device code: what is granted and to whom, the code, and where to enter it.
 *
 * @param connectionName null if the connection has no name yet
 * @param fullAccessOnly why the consent grants everything; null: it does not
 * @param userCode as the provider accepts it
 * @param page where to enter the code
 * @param link leads there, with the code filled in if the provider supports it
 * @param left how long the code is still valid
 * @param interval the pause between polls of the provider; the page cannot have news earlier
 */
public record DeviceCodeView(
        String provider,
        String platform,
        @Nullable String connectionName,
        List<Granted> permissions,
        @Nullable String fullAccessOnly,
        String userCode,
        URI page,
        URI link,
        Duration left,
        Duration interval) {
    private static final int GROUP = 4;
    private static final int LONGEST_GROUP = 6;

    /** The code in groups that are easy to read. Together they are the code, so that a copy of them is, too. */
    public List<String> groups() {
        if (userCode.length() <= LONGEST_GROUP || !userCode.chars().allMatch(Character::isLetterOrDigit)) {
            return List.of(userCode);
        }
        var groups = new ArrayList<String>();
        for (var start = 0; start < userCode.length(); start += GROUP) {
            groups.add(userCode.substring(start, Math.min(start + GROUP, userCode.length())));
        }
        return groups;
    }

    public String host() {
        return page.getAuthority();
    }

    /** Whether the link fills in the code. */
    public boolean filledIn() {
        return !link.equals(page);
    }

    /** How long the code is still valid, in words. */
    public String validFor() {
        var minutes = left.toMinutes();
        if (minutes < 1) {
            return "less than a minute";
        }
        return minutes == 1 ? "1 minute" : minutes + " minutes";
    }
}
