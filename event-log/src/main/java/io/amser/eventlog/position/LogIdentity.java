package io.amser.eventlog.position;

/** Which log this is: a topic that was deleted and created again has the same name and another id. */
public record LogIdentity(String topic, String clusterId, String topicId) {}
