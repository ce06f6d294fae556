/** The servers of the local stack in containers, for tests on a machine with a Docker engine. */
package io.latchkey.containers;
