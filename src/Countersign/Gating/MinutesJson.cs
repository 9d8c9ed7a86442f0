// What the minutes of a change rest on, for programs; absent where they are the plain middle of the documented band.
using System.Text.Json;
using Countersign.Inputs;

namespace Countersign.Gating;

internal static class MinutesJson
{
    public static void Write(Utf8JsonWriter json, ReviewMinutesFacts? minutes)
    {
        if (minutes is null or { Readers: null, Moved: null, Pace: null })
        {
            return;
        }

        json.WriteStartObject("minutes");
        json.WriteNumber("low", Math.Round(minutes.Low, 1));
        json.WriteNumber("expected", Math.Round(minutes.Expected, 1));
        json.WriteNumber("high", Math.Round(minutes.High, 1));
        if (minutes.Moved is { } moved)
        {
            json.WriteNumber("linesOnlyMoved", moved);
        }

        if (minutes.Readers is { } readers)
        {
            json.WriteNumber("couldSign", readers.Qualified);
            json.WriteNumber("couldSignAndKnowTheFiles", readers.Familiar);
        }

        if (minutes.Pace is { } pace)
        {
            json.WriteNumber("refittedOnAnswers", pace.Answers);
        }

        json.WriteString("says", minutes.Says());
        json.WriteEndObject();
    }
}
