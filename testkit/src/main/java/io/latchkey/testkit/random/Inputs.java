package io.latchkey.testkit.random;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Runs a check with many random inputs. A failure names the seed of its input; the system property {@code latchkey.seed}
 * repeats that input first, and {@code latchkey.inputs} sets the number of inputs of checks that take long.
 */
public final class Inputs {
    private static final Long REPEATED = Long.getLong("latchkey.seed");
    private static final Integer NUMBER = Integer.getInteger("latchkey.inputs");

    private Inputs() {}

    /** The number of inputs of a check that takes long: {@code usual}, unless the system property sets another. */
    public static int number(int usual) {
        return NUMBER == null ? usual : NUMBER;
    }

    /** @param check creates one input from the source of chance and checks it */
    public static void check(int inputs, Consumer<Chance> check) {
        var seeds = new Random();
        for (int i = 0; i < inputs; i++) {
            var seed = i == 0 && REPEATED != null ? REPEATED : seeds.nextLong();
            try {
                check.accept(new Chance(new Random(seed)));
            } catch (Throwable failure) {
                throw new AssertionError("input " + i + " failed; repeat it with -Dlatchkey.seed=" + seed, failure);
            }
        }
    }
}
