package io.latchkey.demo;

/**
 * How the demo is played.
 *
 * @param browser a person clicks through one consent, instead of the demo's own browser through the whole story
 * @param installed the stack was started by something else than the launcher, which therefore cannot stop it
 */
public record DemoOptions(boolean browser, boolean installed) {

    /** How a user can inspect and stop the stack. */
    String tools() {
        return installed
                ? "Use Compose or kubectl to show its logs and to stop it."
                : "./latchkey logs prints the logs, ./latchkey feed prints the public topic"
                        + " continuously, ./latchkey down stops the stack.";
    }
}
