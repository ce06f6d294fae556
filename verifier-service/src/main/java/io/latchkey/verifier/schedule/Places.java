package io.latchkey.verifier.schedule;

import java.util.Map;

/**
 * How many checks may be claimed now.
 *
 * @param free free places for all providers together
 * @param perProvider maximum number of concurrent checks of one provider
 * @param taken number of running checks by provider
 */
public record Places(int free, int perProvider, Map<String, Integer> taken) {
    public Places {
        taken = Map.copyOf(taken);
    }
}
