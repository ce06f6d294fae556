/** The servers of the local stack in containers, for tests on a machine with a Docker engine. */
@NullMarked
package io.latchkey.containers;

import org.jspecify.annotations.NullMarked;
