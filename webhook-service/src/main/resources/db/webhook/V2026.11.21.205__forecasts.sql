-- Forecasts that merchants were told of: a keeper may say the same one twice.
CREATE TABLE forecast (
    event_id text COLLATE "C" PRIMARY KEY
);
