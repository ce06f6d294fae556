/** Pages of the platform that browsers return to. Nothing but the JDK is used here, so that one jar can serve them. */
package io.latchkey.demo.page;
