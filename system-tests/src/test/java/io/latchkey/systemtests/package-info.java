/** Black box over the whole stack: what {@code ./latchkey up} starts, on free ports, once for all test classes. */
package io.latchkey.systemtests;
