package io.amser.api;

import io.amser.devstack.quarkus.PlatformServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** All these tests meet one running service: with a broker, a database of its own, and an RPC endpoint that is down until a test starts it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@WithTestResource(value = PlatformServers.class, initArgs = @ResourceArg(name = "database", value = "api"))
@WithTestResource(FreePorts.class)
@interface OnTestServers {}
