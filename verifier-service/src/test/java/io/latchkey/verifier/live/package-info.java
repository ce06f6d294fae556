/** What tests against real servers need: a scripted broker, the feed's other end, and the tables seen from outside. */
package io.latchkey.verifier.live;
