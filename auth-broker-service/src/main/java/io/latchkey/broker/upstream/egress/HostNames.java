package io.latchkey.broker.upstream.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves host names. */
@FunctionalInterface
public interface HostNames {
    /** The addresses of {@code host}, preferred ones first; never empty. May block. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
